import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FileField } from '../../../ui/files.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useFileUpload } from '../../files/parts.tsx'
import type { ProgrammeInFull } from '../contract.ts'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof programmeRoutes>()
const megabyte = 1024 * 1024

type Values = { justification: string; scheme: string; file: File | null }

/** Hands a programme in: its justification, and its scheme as text or as a file. */
export function JustifyDialog({ programme, onClose }: { programme: ProgrammeInFull; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const upload = useFileUpload('scheme')
  const form = useForm<Values>({
    defaultValues: { justification: programme.justification ?? '', scheme: programme.scheme ?? '', file: null },
  })
  const send = useMutation({
    mutationFn: async ({ justification, scheme, file }: Values) => {
      const stored = file ? await upload.send(file) : undefined
      const schemeFileId = stored?.id ?? programme.schemeFileId
      const json = { justification, scheme: scheme.trim() === '' ? null : scheme, schemeFileId }
      return call(api.programmes[':programmeId'].justification.$post({ param: { programmeId: programme.id }, json }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['programmes'] })
      toast(t('done.justified'))
      onClose()
    },
  })
  return (
    <Dialog title={t('justify.title')} open onClose={onClose} width={640}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        submit={t('justify')}
        pending={send.isPending}
        problem={send.error}
        words={words}
        onCancel={onClose}
      >
        <TextArea
          control={form.control}
          name="justification"
          label={t('justification')}
          hint={t('justification.hint')}
          rows={5}
          maxLength={5000}
          required
        />
        <TextArea
          control={form.control}
          name="scheme"
          label={t('scheme')}
          hint={t('scheme.hint')}
          rows={6}
          maxLength={20_000}
        />
        <FileField
          control={form.control}
          name="file"
          label={t('scheme.file')}
          accept={['docx', 'pdf', 'doc', 'xlsx']}
          maxBytes={20 * megabyte}
          progress={upload.progress}
        />
      </Form>
    </Dialog>
  )
}
