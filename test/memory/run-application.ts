import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';

const root = resolve(__dirname, '../..');

export type Kind = 'streams-never-read' | 'streams-aborted' | 'never-awaited' | 'concurrent';

export interface HeapFigures {
  /** After a full collection, at equal distances; the first when a share of the calls was made, the last when all were. */
  readonly heapUsedBytes: readonly number[];
  readonly peakBytes: number;
  readonly endBytes: number;
}

export interface MemoryRun extends HeapFigures {
  /** Lines of the JSON log by outcome and reason: `abandoned never_read`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of the log lines: how many say why their content is missing. */
  readonly droppedCount: number;
  readonly spanIdCount: number;
}

interface Load {
  readonly kind: Kind;
  readonly callCount: number;
  readonly checkpointCount: number;
  readonly content?: 'off' | 'redacted';
}

/** The application alone: what its own garbage does to the heap. */
export function runControl(load: Load): Promise<HeapFigures> {
  return runNode([], load, {});
}

export async function runInstrumented(load: Load): Promise<MemoryRun> {
  const directory = mkdtempSync(join(tmpdir(), 'genspan-memory-'));
  try {
    const figures = await runNode(['--require', join(root, 'packages/genspan/dist/register.js')], load, {
      GENSPAN_CONTENT: load.content ?? 'off',
      GENSPAN_LOG: `file:${join(directory, 'calls.jsonl')}`,
      OTEL_TRACES_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    });
    return { ...figures, ...countLines(directory) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function countLines(directory: string): Pick<MemoryRun, 'outcomes' | 'droppedCount' | 'spanIdCount'> {
  const outcomes: Record<string, number> = {};
  const spanIds = new Set<unknown>();
  let droppedCount = 0;
  for (const name of readdirSync(directory)) {
    for (const line of readFileSync(join(directory, name), 'utf8').trim().split('\n')) {
      const call = JSON.parse(line) as Record<string, unknown>;
      const outcome = [call['genspan.outcome'], call['genspan.abandoned.reason']].filter((word) => word !== undefined).join(' ');
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (call['genspan.content.dropped'] !== undefined) droppedCount++;
      spanIds.add(call['span_id']);
    }
  }
  return { outcomes, droppedCount, spanIdCount: spanIds.size };
}

function runNode(
  flags: readonly string[],
  { kind, callCount, checkpointCount }: Load,
  environment: NodeJS.ProcessEnv,
): Promise<HeapFigures> {
  const application = join(__dirname, 'application.cjs');
  const env = { PATH: process.env['PATH'], ...environment };
  const child = spawn(process.execPath, ['--expose-gc', ...flags, application, kind, String(callCount), String(checkpointCount)], { env });
  let output = '';
  let errorOutput = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errorOutput += chunk));
  return new Promise((done, reject) => {
    child.on('close', (code) => {
      if (code === 0 && errorOutput === '') done(JSON.parse(output) as HeapFigures);
      else reject(new Error(`the application ended with code ${code}: ${errorOutput}`));
    });
  });
}
