import type { Scene } from './scenario';
import { invoke } from './sdk';

/** A span of the application's own, through the copy of the API that it has installed. */
export async function inSpan(scene: Scene, name: string, work: () => Promise<unknown>): Promise<unknown> {
  const { trace } = await scene.load('@opentelemetry/api');
  return invoke(invoke(trace, 'getTracer', 'application'), 'startActiveSpan', name, async (span: { end(): void }) => {
    try {
      return await work();
    } finally {
      span.end();
    }
  });
}
