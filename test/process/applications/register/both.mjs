// The two builds of an SDK are different classes.
import { createRequire } from 'node:module';
import './calls.mjs';

await createRequire(import.meta.url)('./calls.cjs').asked;
