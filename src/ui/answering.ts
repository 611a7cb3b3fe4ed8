/** What a query has to be able to say to be shown. */
export type Answering<D> = {
  readonly data: D | undefined
  readonly error: unknown
  readonly refetch: () => unknown
}
