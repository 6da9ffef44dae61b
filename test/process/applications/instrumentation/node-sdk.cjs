const { end } = require('./telemetry.cjs');
const { Anthropic } = require('@anthropic-ai/sdk');
const { OpenAI } = require('openai');
const { ask } = require('./ask.cjs');

void ask(OpenAI, Anthropic).then(end);
