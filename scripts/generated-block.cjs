// The part of a Markdown file that is generated stands between these.
const begin = '<!-- made by `pnpm generate` -->';
const end = '<!-- end -->';

/** @throws when the text has no such block: there is nobody else who knows where it belongs */
function replaceBlock(path, text, lines) {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error(`${path} has no place for what is generated: put the lines "${begin}" and "${end}" where it belongs.`);
  return [text.slice(0, from) + begin, '', ...lines, '', text.slice(to)].join('\n');
}

module.exports = { replaceBlock };
