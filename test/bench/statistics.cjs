'use strict';

function quantile(values, share) {
  const sorted = [...values].toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}

const median = (values) => quantile(values, 0.5);

/** Median, and half the distance between the quartiles: a few rounds that another process disturbed move neither. */
function summarize(values) {
  return { median: median(values), spread: (quantile(values, 0.75) - quantile(values, 0.25)) / 2 };
}

/** What a variant adds to its control, round by round: both were measured within the same second, on the same machine state. */
function summarizeAdded(values, controlValues) {
  return summarize(values.map((value, round) => value - controlValues[round]));
}

module.exports = { median, summarize, summarizeAdded };
