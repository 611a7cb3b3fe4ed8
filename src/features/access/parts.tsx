import { useMutation } from '@tanstack/react-query'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { useMe } from '../accounts/parts.tsx'
import type { delegationRoutes } from './routes/delegations.ts'

const api = client<typeof delegationRoutes>()

/** Whom this session stands in for, whom it might, and how one begins and comes back. */
export function useActing() {
  const me = useMe().data
  // A full load drops everything that pages hold of the roles before.
  const settled = () => window.location.assign(at.home())
  const act = useMutation({
    mutationFn: (delegationId: string) =>
      call(api['own-delegations'][':delegationId'].acting.$post({ param: { delegationId } })),
    onSuccess: settled,
  })
  const back = useMutation({ mutationFn: () => call(api['own-delegations'].acting.$delete()), onSuccess: settled })
  return { actingFor: me?.actingFor ?? null, standIns: me?.standIns ?? [], act, back }
}
