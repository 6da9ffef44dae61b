const cluster = require('node:cluster');

if (cluster.isPrimary) cluster.fork();
else require('./calls.cjs').asked.then(() => cluster.worker.disconnect());
