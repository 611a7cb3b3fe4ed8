type Come = { readonly kind: 'file' | 'page'; readonly to: (id: string) => string; readonly named: string }

const file: Come = { kind: 'file', named: 'fileId', to: (id) => `/api/v1/files/${id}` }

/** For each kind of work that leaves something to fetch or to look at: where that is, by what its outcome names. One line a kind. */
const comesOf: Readonly<Record<string, Come>> = {
  'certificates.archive': file,
  'reports.year_end': file,
  'policies.try': { kind: 'page', named: 'policyId', to: (id) => `/hours/policies/${id}/trial` },
  'rounds.rehearse': { kind: 'page', named: 'roundId', to: (id) => `/matching-rounds/${id}` },
  'plans.read': { kind: 'page', named: 'documentId', to: (id) => `/plan-documents/${id}` },
}

/** Where what came of finished work can be fetched or looked at; undefined where nothing did. */
export function resultOf(run: { readonly name: string; readonly state: string; readonly outcome: unknown }) {
  const come = comesOf[run.name]
  const { outcome } = run
  if (!come || run.state !== 'done' || typeof outcome !== 'object' || outcome === null) return undefined
  const id: unknown = Object.entries(outcome).find(([name]) => name === come.named)?.[1]
  return typeof id === 'string' ? { kind: come.kind, href: come.to(id) } : undefined
}
