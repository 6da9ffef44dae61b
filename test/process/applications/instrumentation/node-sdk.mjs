// ES modules: telemetry.cjs is loaded before this by --import, beside the loader of OpenTelemetry.
import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import { ask } from './ask.cjs';
import { end } from './telemetry.cjs';

await ask(OpenAI, Anthropic);
await end();
