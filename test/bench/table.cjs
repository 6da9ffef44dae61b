'use strict';

/**
 * @typedef {object} Row one line of the table
 * @property {string} what
 * @property {string} unit of `control`, `added` and `measured`
 * @property {{ median: number, spread?: number }} [control] the same without genspan
 * @property {{ median: number, spread?: number }} [added] by genspan
 * @property {number} [addedPercent] of the control
 * @property {number} [measured] where there is nothing to compare with
 * @property {number} [budget] most that may be added or measured, in `unit`
 * @property {number} [budgetPercent] most that may be added
 * @property {true} [isAtLeast] the budget is the least
 * @property {string} [note]
 */

const header = ['What', 'Without genspan', 'Added or measured', 'Budget', ''];

/** @returns {boolean | undefined} `undefined`: the row has no budget */
function isWithin(row) {
  if (row.budgetPercent !== undefined) return row.addedPercent <= row.budgetPercent;
  if (row.budget === undefined) return undefined;
  const value = row.measured ?? row.added.median;
  return row.isAtLeast ? value >= row.budget : value <= row.budget;
}

function renderTable(rows) {
  const lines = rows.map((row) => [row.what, describeControl(row), describeValue(row), describeBudget(row), describeVerdict(row)]);
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function describeControl({ control, unit }) {
  return control === undefined ? '' : `${round(control.median)} ${unit}`;
}

function describeValue({ measured, added, addedPercent, unit, note }) {
  if (measured !== undefined) return `${round(measured)} ${unit}`;
  const spread = added.spread === undefined ? '' : ` ± ${round(added.spread)}`;
  const percent = addedPercent === undefined ? '' : `, ${signed(addedPercent)} %`;
  return `${signed(added.median)}${spread} ${unit}${percent}${note === undefined ? '' : ` (${note})`}`;
}

function describeBudget({ budget, budgetPercent, unit, isAtLeast }) {
  const sign = isAtLeast ? '≥' : '≤';
  if (budgetPercent !== undefined) return `${sign} ${budgetPercent} %`;
  return budget === undefined ? '' : `${sign} ${budget} ${unit}`;
}

function describeVerdict(row) {
  const verdict = isWithin(row);
  if (verdict === undefined) return '';
  return verdict ? 'within' : '**over**';
}

function signed(value) {
  return `${value < 0 ? '−' : '+'}${round(Math.abs(value))}`;
}

function round(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const begin = '<!-- made by `pnpm bench --write` -->';
const end = '<!-- end -->';

/** Puts `block` between the two marks of a page. */
function replaceBlock(page, block) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`bench: the page has no lines "${begin}" and "${end}" to write the table between.`);
  return `${page.slice(0, from + begin.length)}\n\n${block}\n\n${page.slice(to)}`;
}

module.exports = { isWithin, renderTable, replaceBlock };
