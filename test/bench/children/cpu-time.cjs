// CPU time in microseconds. Unlike the clock it does not count what other processes take from the machine meanwhile.
'use strict';

/** Of this thread: how long whatever else runs on it had to wait. */
function threadMicroseconds() {
  // The system brings the time of a thread up to date only when it is asked for that of the process.
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** Of the whole process, its helper threads (garbage collection, compilation) included. */
function processMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

module.exports = { processMicroseconds, threadMicroseconds };
