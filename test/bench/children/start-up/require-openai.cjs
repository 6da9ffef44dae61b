'use strict';
require('../../../sdks/node_modules/openai-7.57');
