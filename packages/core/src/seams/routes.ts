import type { Operation as AnyOperation, RouteTarget } from '../adapter';
import { escapePattern } from '../escape-pattern';

type Operation = AnyOperation<RouteTarget>;

/** Finds the operation of an HTTP request by method and path: `POST /chat/completions`, `GET /responses/{}`. */
export class Routes {
  readonly #prefix: string;
  /** By method and path: a key made of both would be hashed anew at each request. */
  readonly #literal = new Map<string, Map<string, Operation>>();
  readonly #patterns: { readonly pattern: RegExp; readonly operation: Operation }[] = [];

  constructor(operations: readonly Operation[], pathPrefix = '') {
    this.#prefix = pathPrefix;
    for (const operation of operations) {
      const { route } = operation.target;
      if (route.includes('{}')) this.#patterns.push({ pattern: toPattern(route), operation });
      else this.#addLiteral(route, operation);
    }
  }

  /** `path` is without query string. */
  find(method: string, path: string): Operation | undefined {
    const relative = this.#prefix !== '' && path.startsWith(this.#prefix) ? path.slice(this.#prefix.length) : path;
    const upperMethod = method.toUpperCase();
    const found = this.#literal.get(upperMethod)?.get(relative);
    if (found !== undefined) return found;
    const route = `${upperMethod} ${relative}`;
    return this.#patterns.find(({ pattern }) => pattern.test(route))?.operation;
  }

  #addLiteral(route: string, operation: Operation): void {
    const [method = '', path = ''] = route.split(' ');
    const ofMethod = this.#literal.get(method) ?? new Map<string, Operation>();
    this.#literal.set(method, ofMethod.set(path, operation));
  }
}

function toPattern(route: string): RegExp {
  const escaped = route.split('{}').map(escapePattern);
  return new RegExp(`^${escaped.join('[^/]+')}$`);
}

export function splitQuery(path: string): { path: string; query: Record<string, string> } {
  const at = path.indexOf('?');
  if (at < 0) return { path, query: {} };
  return { path: path.slice(0, at), query: Object.fromEntries(new URLSearchParams(path.slice(at + 1))) };
}
