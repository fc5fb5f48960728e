/** Settings given at every start: for a small machine, and so that no personal data enters the server's log. */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  shared_buffers: '128MB',
  max_connections: '60',
  synchronous_commit: 'on',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Kept inside the data directory: nothing is left in /dev/shm by a kill.
  dynamic_shared_memory_type: 'mmap',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  // Texts and details of errors quote values ("Key (email)=(…) already exists"); the application gets them, the log does not.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};
