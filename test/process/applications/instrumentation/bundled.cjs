// To be bundled: no hook sees the classes in it.
const { instrument: instrumentAnthropic } = require('@genspan/anthropic');
const { instrument } = require('@genspan/openai');
const { Anthropic } = require('@anthropic-ai/sdk');
const { OpenAI } = require('openai');
const { ask } = require('./ask.cjs');

void ask(instrument(OpenAI), instrumentAnthropic(Anthropic)).then(() => globalThis.endTelemetry?.());
