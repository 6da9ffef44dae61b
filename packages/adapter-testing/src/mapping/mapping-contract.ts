/** The suite that the pure functions of every adapter pass, over the fixtures of its package. */
import { isDeepStrictEqual } from 'node:util';
import { asJson, assembleFrozen, assembleSpoilt, describeAnswer, describeCaseRequest, followStream, readBody } from './describe-case';
import { describeGarbage, makeGarbage } from './garbage';
import { type MappedOperation, type MappingCase, readMappingCases, targetName } from './mapping-case';

export interface MappingContract {
  readonly adapter: { readonly operations: readonly MappedOperation[] };
  /** Holds `<folder>/<case>.*`, in the form that mapping-case.ts tells. */
  readonly fixturesDirectory: string;
  /**
   * By folder, the target of the operation that its cases belong to: `{ chat: 'POST /chat/completions' }`, `{ chat: 'ConverseCommand' }`. Of several
   * targets, the one that streams is meant by cases with a stream.
   */
  readonly routes: Readonly<Record<string, string | readonly string[]>>;
  /** By folder, how the SDK wraps what its fixtures show. @default not at all */
  readonly wraps?: Readonly<Record<string, Wrap>>;
}

export interface Wrap {
  request(value: unknown): unknown;
  plain(value: unknown): unknown;
  chunk(value: unknown): unknown;
}

const garbageCount = 2_000;

export function mappingContract({ adapter: { operations }, fixturesDirectory, routes, wraps = {} }: MappingContract): void {
  const cases = readMappingCases(fixturesDirectory).map((each) => wrapCase(each, wraps[each.folder]));
  const garbage = makeGarbage(cases, garbageCount);

  test('no route is given twice', () => {
    const given = operations.flatMap(({ target }) => target.route ?? []);
    expect(new Set(given).size).toBe(given.length);
  });

  describe.each(cases)('$folder/$name', (mappingCase) => {
    const operation = operationOf(mappingCase);
    const { plain, chunks } = mappingCase;
    const { request, prompt, input, response, output, isComplete = true } = mappingCase.facts;
    const answer = asJson({ response, output });

    test('the request is described', () => {
      expect(describeCaseRequest(operation, mappingCase)).toEqual({ request, prompt, input });
    });

    if (plain !== undefined) {
      test('the plain answer is described', () => {
        expect(describeAnswer(operation, plain)).toEqual(answer);
      });
    }

    if (chunks !== undefined) {
      test('the streamed answer is described by the facts of the plain one', () => {
        expect(describeAnswer(operation, assembleFrozen(operation, chunks))).toEqual(answer);
      });

      test('nothing is kept of the chunks, which the application may change', () => {
        expect(describeAnswer(operation, assembleSpoilt(operation, chunks))).toEqual(answer);
      });

      test(`the streamed answer is ${isComplete ? 'complete as soon as all its facts are told' : 'never complete'}`, () => {
        const steps = followStream(operation, chunks);
        expect(steps.map((step) => step.isComplete)).toEqual(steps.map((step) => isComplete && isDeepStrictEqual(step.answer, answer)));
      });
    }
  });

  test.each(operations.map((operation) => [targetName(operation.target), operation] as const))(
    '%s: what nobody would send is described without an exception or a change',
    (_target, operation) => {
      expect(() => describeGarbage(operation, garbage)).not.toThrow();
    },
  );

  function operationOf({ folder, request, chunks }: MappingCase): MappedOperation {
    const targets = [routes[folder] ?? []].flat();
    const isStreamed = targets.length > 1 && chunks !== undefined;
    const found = operations.filter(({ target, stream }) => targets.includes(targetName(target)) && (!isStreamed || stream !== undefined));
    const operation = found.find((each) => each.target.accepts?.(readBody(each, request)) ?? true) ?? found[0];
    if (operation !== undefined) return operation;
    throw new Error(`The adapter has no operation for the fixtures in ${fixturesDirectory}/${folder}: give its target in \`routes\`.`);
  }
}

function wrapCase(mappingCase: MappingCase, wrap: Wrap | undefined): MappingCase {
  if (wrap === undefined) return mappingCase;
  const { request, plain, chunks } = mappingCase;
  return {
    ...mappingCase,
    request: request === undefined ? undefined : wrap.request(request),
    plain: plain === undefined ? undefined : wrap.plain(plain),
    chunks: chunks?.map((chunk) => wrap.chunk(chunk)),
  };
}
