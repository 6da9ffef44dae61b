import { BatchQueue, type BatchLimits, type BatchOutcome, type BatchTarget } from './batch-queue';

const limits: BatchLimits = { maxQueueItems: 100, maxBatchItems: 10, delayMs: 60_000, retryForMs: 30_000 };

/** Items are their own size in bytes. */
class Target implements BatchTarget<number> {
  readonly sent: Array<readonly number[]> = [];
  droppedCount = 0;
  outcome: BatchOutcome | Promise<BatchOutcome> = { kind: 'finished' };

  sizeOf(item: number): number {
    return item;
  }

  async send(items: readonly number[]): Promise<BatchOutcome> {
    this.sent.push([...items]);
    return this.outcome;
  }

  dropped(): void {
    this.droppedCount += 1;
  }
}

function addAll(queue: BatchQueue<number>, ...items: number[]): void {
  for (const item of items) queue.add(item);
}

test('items are sent together, in order, by a flush', async () => {
  const target = new Target();
  const queue = new BatchQueue(limits, target);
  addAll(queue, 1, 2, 3);
  await queue.flush();
  expect(target.sent).toEqual([[1, 2, 3]]);
  await queue.flush();
  expect(target.sent).toHaveLength(1);
});

test('a full batch is sent without waiting for the delay', async () => {
  const target = new Target();
  const queue = new BatchQueue({ ...limits, maxBatchItems: 2 }, target);
  addAll(queue, 1, 2, 3);
  await new Promise((later) => setTimeout(later, 20));
  expect(target.sent).toEqual([[1, 2]]);
  queue.close();
});

test('a batch ends before the item that would make it too large', async () => {
  const target = new Target();
  const queue = new BatchQueue(limits, target);
  addAll(queue, 200_000, 100_000, 1_000_000, 10, 20);
  await queue.flush();
  expect(target.sent).toEqual([[200_000], [100_000], [1_000_000], [10, 20]]);
});

test('a flush waits also for batches that were on their way already', async () => {
  const target = new Target();
  let answer: (outcome: BatchOutcome) => void = () => {};
  target.outcome = new Promise((resolve) => (answer = resolve));
  const queue = new BatchQueue({ ...limits, maxBatchItems: 1 }, target);
  addAll(queue, 1, 2);
  await new Promise((later) => setTimeout(later, 20));
  expect(target.sent).toEqual([[1]]);
  let isFlushed = false;
  const flushed = queue.flush().then(() => (isFlushed = true));
  await new Promise((later) => setTimeout(later, 20));
  expect(isFlushed).toBe(false);
  answer({ kind: 'finished' });
  await flushed;
  expect(target.sent).toEqual([[1], [2]]);
});

test('the queue is bounded by items and by bytes, those under way included', async () => {
  const target = new Target();
  target.outcome = new Promise(() => {});
  const byItems = new BatchQueue({ ...limits, maxQueueItems: 3, maxBatchItems: 2 }, target);
  addAll(byItems, 1, 2, 3, 4, 5);
  expect(target.droppedCount).toBe(2);
  const byBytes = new BatchQueue(limits, target);
  addAll(byBytes, ...Array<number>(40).fill(1_000_000));
  expect(target.droppedCount).toBe(2 + 7);
  byItems.close();
  byBytes.close();
});

test('room is made by what is sent, and by what is given up', async () => {
  const target = new Target();
  const queue = new BatchQueue({ ...limits, maxQueueItems: 1, retryForMs: 0 }, target);
  queue.add(1);
  await queue.flush();
  target.outcome = { kind: 'later' };
  queue.add(2);
  await queue.flush();
  target.outcome = { kind: 'finished' };
  queue.add(3);
  await queue.flush();
  expect(target.sent).toEqual([[1], [2], [3]]);
  expect(target.droppedCount).toBe(0);
});

test('what the endpoint could not take is tried again by the next flush, before what came later', async () => {
  const target = new Target();
  target.outcome = { kind: 'later', waitMs: 10_000 };
  const queue = new BatchQueue(limits, target);
  queue.add(1);
  await queue.flush();
  target.outcome = { kind: 'finished' };
  queue.add(2);
  await queue.flush();
  expect(target.sent).toEqual([[1], [1], [2]]);
});

test('what the endpoint could not take is tried again after the time it asked for', async () => {
  const target = new Target();
  target.outcome = { kind: 'later', waitMs: 30 };
  const queue = new BatchQueue(limits, target);
  queue.add(1);
  await queue.flush();
  target.outcome = { kind: 'finished' };
  expect(target.sent).toHaveLength(1);
  await new Promise((later) => setTimeout(later, 200));
  expect(target.sent).toEqual([[1], [1]]);
});

test('what waits can be taken out for the exit of the process, and is not sent afterwards', async () => {
  const target = new Target();
  target.outcome = { kind: 'later' };
  const queue = new BatchQueue(limits, target);
  queue.add(1);
  await queue.flush();
  queue.add(2);
  expect(queue.takeWaiting()).toEqual([[1], [2]]);
  await queue.flush();
  expect(target.sent).toEqual([[1]]);
});

test('counts what was handed over, dropped or not sent included in neither', () => {
  const queue = new BatchQueue({ ...limits, maxQueueItems: 2 }, new Target());
  addAll(queue, 1, 2, 3);
  expect(queue.addedCount).toBe(2);
  queue.close();
  queue.add(4);
  expect(queue.addedCount).toBe(2);
});
