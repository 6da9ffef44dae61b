import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import { ask } from './ask.cjs';

await ask(OpenAI, Anthropic);
