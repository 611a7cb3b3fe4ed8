import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { trainingApi } from './plans-api.ts'

/** Asks whether the town centre has its word on plans of schools. */
export function SettingDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['school-training-setting'],
    queryFn: () => call(trainingApi['school-training-setting'].$get()),
  })
  return (
    <Dialog title={t('setting')} open onClose={onClose}>
      <Loaded query={query} words={words}>
        {({ centreApproves }) => <Choice centreApproves={centreApproves} onClose={onClose} />}
      </Loaded>
    </Dialog>
  )
}

function Choice({ centreApproves, onClose }: { centreApproves: boolean; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { steps: centreApproves ? 'two' : 'one' } })
  const save = useMutation({
    mutationFn: ({ steps }: { steps: string }) =>
      call(trainingApi['school-training-setting'].$put({ json: { centreApproves: steps === 'two' } })),
    onSuccess: async () => {
      toast(t('setting.saved'))
      await cache.invalidateQueries({ queryKey: ['school-training-setting'] })
      onClose()
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('setting.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <RadioField
        control={form.control}
        name="steps"
        label={t('setting.steps')}
        hint={t('setting.hint')}
        options={[
          { value: 'two', label: t('setting.two') },
          { value: 'one', label: t('setting.one') },
        ]}
      />
    </Form>
  )
}
