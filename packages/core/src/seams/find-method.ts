import { findDescriptor } from '../patch/find-descriptor';
import { ownerOf } from './owner-of';

export interface FoundMethod {
  readonly owner: object;
  readonly key: string;
}

/** A method of what the getter answers: its class is not exported, and the getter asked before there is a client would break that one. */
export interface MethodBehindGetter extends FoundMethod {
  /** On `owner`; `key` is looked for in the prototype chain of its answers. */
  readonly getter: string;
}

/** Follows a path such as `Models.prototype.generate` or `Client.prototype.chats.create`, where `chats` is a getter. */
export function findMethod(exports: Readonly<Record<string, unknown>>, path: string): FoundMethod | MethodBehindGetter | undefined {
  const steps = path.split('.');
  const key = steps.pop() ?? '';
  let holder: unknown = exports;
  for (const [index, step] of steps.entries()) {
    if (!isObject(holder)) return undefined;
    // Exports may be getters too, and those may be asked.
    const isOfInstances = steps[index - 1] === 'prototype' && index === steps.length - 1;
    if (isOfInstances && findDescriptor(holder, step)?.get !== undefined) return { owner: holder, getter: step, key };
    holder = (holder as Record<string, unknown>)[step];
  }
  if (typeof holder !== 'object' || holder === null) return undefined;
  const owner = ownerOf(holder, key);
  return owner === undefined ? undefined : { owner, key };
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
