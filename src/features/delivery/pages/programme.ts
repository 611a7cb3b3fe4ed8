import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { programmeRoutes } from '../../programmes/routes.ts'

const api = client<typeof programmeRoutes>()

/** The programme of a class, for its dates and until when it takes applications. */
export function useProgramme(programmeId: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: ['programmes', programmeId, 'dates'],
    queryFn: () => call(api.programmes[':programmeId'].$get({ param: { programmeId } })),
    enabled,
  })
}
