import { defineOperation, type Operation as AnyOperation, type OperationName, type RouteTarget } from '../adapter';
import { Routes, splitQuery } from './routes';

type Operation = AnyOperation<RouteTarget>;

const operation = (name: OperationName, route: string): Operation =>
  defineOperation({ name, target: { route }, describeRequest: () => ({}), describeResponse: () => ({}) });
const chat = operation('chat', 'POST /chat/completions');
const fetchResponse = operation('fetch_response', 'GET /responses/{}');

describe('Routes', () => {
  const routes = new Routes([chat, fetchResponse], '/openai/v1');

  it.each<[string, string, Operation | undefined]>([
    ['post', '/chat/completions', chat],
    ['POST', '/openai/v1/chat/completions', chat],
    ['GET', '/responses/resp_1', fetchResponse],
    ['GET', '/responses/resp_1/input_items', undefined],
    ['GET', '/responses/', undefined],
    ['GET', '/chat/completions', undefined],
    ['POST', '/chat/completions/1', undefined],
    ['POST', '/x/chat/completions', undefined],
  ])('%s %s', (method, path, expected) => {
    expect(routes.find(method, path)).toBe(expected);
  });

  it('treats the rest of a route literally', () => {
    expect(new Routes([operation('chat', 'POST /a.b/{}')]).find('POST', '/axb/1')).toBeUndefined();
  });
});

describe('splitQuery', () => {
  it('separates path and query', () => {
    expect(splitQuery('/messages?beta=true&x=1')).toEqual({ path: '/messages', query: { beta: 'true', x: '1' } });
    expect(splitQuery('/messages')).toEqual({ path: '/messages', query: {} });
  });
});
