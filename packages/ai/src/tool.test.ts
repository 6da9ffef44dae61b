import { tool } from './tool';

test('preliminary results of a tool are not read, and the last one is read where its content is', () => {
  let readCount = 0;
  const resultOf = (row: number): object => ({
    get row() {
      readCount++;
      return row;
    },
  });
  const state = tool.stream?.initial();
  for (const row of [1, 2, 3]) tool.stream?.add(state, resultOf(row));
  const answer = tool.stream?.assemble(state);
  expect(readCount).toBe(0);
  expect(tool.describeOutput?.(answer)).toEqual({ toolResult: { row: 3 } });
  expect(readCount).toBe(1);
});
