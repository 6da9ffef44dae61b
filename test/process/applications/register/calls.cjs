const { OpenAI } = require('openai');
const { Anthropic } = require('@anthropic-ai/sdk');
const { ask } = require('./ask.cjs');

exports.asked = ask(OpenAI, Anthropic);
