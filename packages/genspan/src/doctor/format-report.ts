import { countProblems, type CheckLevel, type Report } from './report';

const marks: Readonly<Record<CheckLevel, string>> = { good: '✔', hint: '→', problem: '✖' };

/** For people. */
export function formatReport(report: Report): string {
  const groups = report.groups.map(({ title, checks }) => {
    const lines = checks.flatMap(({ level, text, action }) => [
      `  ${marks[level]} ${text}`,
      ...(action === undefined ? [] : [`      ${action}`]),
    ]);
    return `${title}\n${lines.join('\n')}\n`;
  });
  return `genspan ${report.version} in ${report.directory}\n\n${groups.join('\n')}\n${verdict(countProblems(report))}\n`;
}

/** For programs: `{ version, directory, problems, checks }`, where `problems` counts the checks of that level. */
export function formatReportAsJson(report: Report): string {
  const { version, directory, groups } = report;
  const checks = groups.flatMap((group) => group.checks);
  return `${JSON.stringify({ version, directory, problems: countProblems(report), checks }, undefined, 2)}\n`;
}

function verdict(problems: number): string {
  if (problems === 0) return 'All good.';
  return problems === 1 ? 'One thing needs attention.' : `${problems} things need attention.`;
}
