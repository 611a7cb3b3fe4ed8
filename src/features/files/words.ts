import type { Words } from '../../ui/words.ts'

/** What handing in a file may be answered with; every feature that takes files shows these. */
export const words = {
  zh: {
    'refusal.file_type_refused': '这里不收这种文件。请换成允许的格式再上传。',
    'refusal.file_too_large': '文件太大。请压缩或拆分后再上传。',
    'refusal.file_empty': '这是一个空文件。请检查后重新选择。',
    'refusal.file_damaged': '文件已损坏或不完整。请重新保存后再上传。',
    'refusal.disk_full': '服务器存储空间已满，文件没有保存。请告诉系统管理员。',
    'refusal.organisation_not_found': '您负责的范围里没有这个单位。请重新选择。',
    'refusal.id_reused': '这个编号已用于另一个文件。请重新选择文件再上传。',
  },
  en: {
    'refusal.file_type_refused':
      'This kind of file is not taken here. Save it in one of the formats named and try again.',
    'refusal.file_too_large': 'The file is too large. Compress or split it and try again.',
    'refusal.file_empty': 'The file is empty. Check it and choose again.',
    'refusal.file_damaged': 'The file is damaged or cut short. Save it again and upload that.',
    'refusal.disk_full': 'The server has no room left; the file was not kept. Tell the system administrator.',
    'refusal.organisation_not_found': 'That organisation is outside your part of the region. Choose another.',
    'refusal.id_reused': 'This id was used for another file. Choose the file again.',
  },
} as const satisfies Words
