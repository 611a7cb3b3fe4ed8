const shared = {
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
  logging_collector: 'off',
  jit: 'off',
  random_page_cost: '1.1',
  max_parallel_workers_per_gather: '1',
  password_encryption: 'scram-sha-256',
}

/** For the data people rely on, on a machine with two cores: what was committed survives a power cut. */
export const durableSettings = {
  ...shared,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
} as const

/** For tests: the fastest server whose data may be lost at any moment. */
export const fleetingSettings = {
  ...shared,
  max_connections: '200',
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
} as const
