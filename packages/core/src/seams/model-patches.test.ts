import { collectGarbage } from '../../test/collect-garbage';
import type { FrameworkTarget, Operation } from '../adapter';
import type { Method } from '../patch/patch-registry';
import { undoAll } from '../patch/patch-registry';
import { ModelPatches } from './model-patches';

const operationOf = (path: string): Operation<FrameworkTarget> => ({
  name: 'chat',
  target: { of: 'model', path },
  describeRequest: () => ({}),
  describeResponse: () => ({}),
});
const shout =
  (original: Method): Method =>
  (...args) =>
    `${String(original(...args))}!`;
const makeClass = () =>
  class Model {
    generate(): string {
      return 'whole';
    }
    stream(): string {
      return 'parts';
    }
  };

let undos: (() => void)[];
let patches: ModelPatches;
beforeEach(() => {
  undos = [];
  patches = new ModelPatches([operationOf('generate'), operationOf('stream')], shout, undos);
});

describe('the patches of models', () => {
  it('are put on their class once, and taken back from it', () => {
    const Model = makeClass();
    const before = Object.getOwnPropertyDescriptors(Model.prototype);
    for (const model of [new Model(), new Model()]) {
      patches.patch(model);
      expect([model.generate(), model.stream()]).toEqual(['whole!', 'parts!']);
    }
    undoAll(undos);
    expect(Object.getOwnPropertyDescriptors(Model.prototype)).toEqual(before);
  });

  it('do not keep a class that the application drops', async () => {
    const dropped = (() => {
      const Model = makeClass();
      patches.patch(new Model());
      return new WeakRef(Model);
    })();
    await collectGarbage();
    expect(dropped.deref()).toBeUndefined();
    undoAll(undos);
  });
});
