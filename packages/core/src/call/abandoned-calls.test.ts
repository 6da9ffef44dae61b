import { collectGarbage } from '../../test/collect-garbage';
import { Guard } from '../patch/guard';
import { AbandonedCalls } from './abandoned-calls';
import type { Call } from './call';

/** What abandoned calls ask of a call. */
class FakeCall {
  isEnded = false;
  isClaimed = false;
  readonly events: string[] = [];
  #handleCount = 0;

  get hasHandles(): boolean {
    return this.#handleCount > 0;
  }
  handleAdded(): number {
    return ++this.#handleCount;
  }
  handleLost(generation: number): void {
    this.events.push(`lost ${generation}`);
  }
  abandon(reason: string): void {
    this.events.push(reason);
  }
}
const fakeCall = (): FakeCall & Call => new FakeCall() as unknown as FakeCall & Call;

describe('AbandonedCalls', () => {
  it('tells a call of a handle that was dropped, not of one that is kept', async () => {
    const abandoned = new AbandonedCalls(new Guard(() => undefined));
    const [dropped, kept] = [fakeCall(), fakeCall()];
    const handle = {};
    abandoned.watch(handle, kept);
    abandoned.watch({}, dropped);
    await collectGarbage();
    expect([dropped.events, kept.events, typeof handle]).toEqual([['lost 1'], [], 'object']);
  });

  it('forgets the handles of a call that has ended', async () => {
    const abandoned = new AbandonedCalls(new Guard(() => undefined));
    const call = fakeCall();
    abandoned.watch({}, call);
    abandoned.ended(call);
    await collectGarbage();
    expect(call.events).toEqual([]);
  });

  it('watches only handles whose result nobody has claimed a moment later', async () => {
    const abandoned = new AbandonedCalls(new Guard(() => undefined));
    const [claimed, unclaimed] = [fakeCall(), fakeCall()];
    abandoned.watchUnlessClaimed([{}], claimed);
    abandoned.watchUnlessClaimed([{}], unclaimed);
    claimed.isClaimed = true;
    await collectGarbage();
    await collectGarbage();
    expect([claimed.events, unclaimed.events]).toEqual([[], ['lost 1']]);
  });

  it('holds no handle for a caller that never lets the event loop turn', async () => {
    const abandoned = new AbandonedCalls(new Guard(() => undefined));
    const call = fakeCall();
    abandoned.watchUnlessClaimed([{}], call);
    for (let microtask = 0; microtask < 3; microtask++) await undefined;
    expect(call.hasHandles).toBe(true);
  });

  it('abandons at shutdown what is still open', () => {
    const abandoned = new AbandonedCalls(new Guard(() => undefined));
    const [open, ended] = [fakeCall(), fakeCall()];
    abandoned.opened(open);
    abandoned.opened(ended);
    abandoned.ended(ended);
    abandoned.endAll();
    expect([open.events, ended.events, abandoned.openCount]).toEqual([['shutdown'], [], 1]);
  });

  it('abandons the others where one throws', () => {
    const guard = new Guard(() => undefined);
    const abandoned = new AbandonedCalls(guard);
    const calls = [fakeCall(), fakeCall()];
    const broken = {
      hasHandles: false,
      abandon: (): never => {
        throw new Error('broken');
      },
    };
    for (const each of [broken, ...calls]) abandoned.opened(each);
    abandoned.endAll();
    expect([calls.map(({ events }) => events), guard.errorCount]).toEqual([[['shutdown'], ['shutdown']], 1]);
  });
});
