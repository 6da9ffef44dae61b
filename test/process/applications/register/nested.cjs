// A package of the application brings a version of its own.
const { createRequire } = require('node:module');
const { Anthropic } = require('@anthropic-ai/sdk');
const { ask } = require('./ask.cjs');

const own = require('openai');
const nested = createRequire(`${__dirname}/node_modules/agent/index.js`)('openai');
if (own.OpenAI === nested.OpenAI) throw new Error('the two are one');
exports.asked = ask(own.OpenAI, Anthropic).then(() => ask(nested.OpenAI, Anthropic));
