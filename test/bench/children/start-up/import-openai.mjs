import '../../../sdks/node_modules/openai-7.57/index.mjs';
