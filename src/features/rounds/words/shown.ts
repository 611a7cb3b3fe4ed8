import type { Words } from '../../../ui/words.ts'

/** What the pages say of deciding: the public notice before it, admitting after it, and confirming without one. */
export const shownWords = {
  zh: {
    confirm: '不公示，直接录取',
    'confirm.ask': '不公示，直接录取？',
    'confirm.what':
      '录取 {{placed}} 人，未录取 {{unplaced}} 人。名单不公示，没有异议期：马上写入报名，每个人都会收到结果和依据。录取后不能更改。',
    'confirm.done': '已录取，结果已公布',
    show: '公示拟录取名单',
    'show.what':
      '列出拟录取教师的姓名、学校、项目和名额，人工安排写明原因。任何人都能查看并提出异议。每个人同时收到自己的结果和依据，抽签种子公开。',
    'show.then': '公示期间谁都不录取。期满并答复全部异议后，先在公示页面确认，再回到这里录取。',
    'show.text': '说明',
    'show.text.hint': '不填就用通用说明。',
    'show.days': '公示几个工作日',
    'show.days.hint': '不填就按公示设置。',
    'show.done': '已开始公示',
    'publicNotice.open': '名单公示中，至 {{day}}。',
    'publicNotice.waiting': '有 {{count}} 条异议待答复。',
    'publicNotice.confirmed': '公示已结束，名单已确认。',
    'publicNotice.withdrawn': '公示已撤回。',
    'publicNotice.takenBack': '上一次公示已撤回，结果作废。',
    'publicNotice.struck': '异议成立，名单去掉 {{count}} 人，不录取，名额空出。',
    'publicNotice.struck.before': '异议成立，名单去掉 {{count}} 人，请在报名名单里取消其录取。',
    'next.open': '现在谁都没有录取。下一步：期满并答复全部异议后，在公示页面确认。',
    'next.confirmed': '下一步：录取名单上的人。',
    'next.withdrawn': '下一步：撤回公示，回到匹配，再重新匹配、公示。',
    settle: '录取',
    'settle.ask': '录取公示名单上的人？',
    'settle.what':
      '录取 {{admitted}} 人，写入报名；公示后去掉 {{struck}} 人，不录取。要么全部录取，要么都不录取。每个人都会收到结果。录取后不能更改。',
    'settle.done': '已录取，结果已公布',
    'settle.refused': '有 {{count}} 人现在不能录取',
    'settle.refused.what':
      '还没有办，也没有通知任何人。公示之后情况变了：可以先解决原因再录取，也可以去掉这些人，录取其他人。去掉的人收到您写的原因，公示页面标明已去掉；空出的名额按名次递补。',
    'settle.reason': '去掉的原因',
    'settle.reason.hint': '本人和教育局看得到，公示页面不显示。不要写处理情况。',
    'settle.without': '去掉 {{count}} 人，录取其他人',
    'settle.wait': '公示至 {{day}}，期满并在公示页面确认后才能录取',
    'settle.withdrawn': '公示已撤回，不能录取。请撤回公示，重新匹配',
    takeBack: '撤回公示',
    'takeBack.ask': '撤回公示？',
    'takeBack.what':
      '名单不再公示，原来的结果作废，回到匹配；所有填报的教师都会收到原因。抽签种子已经公开，所以评分不能再改；可以写明理由人工安排，也可以放宽限制。',
    'takeBack.reason': '原因（通知所有填报的教师）',
    'takeBack.done': '已撤回，请重新匹配',
    'publicNotice.see': '查看公示',
  },
  en: {
    confirm: 'Admit without a notice',
    'confirm.ask': 'Admit without a public notice?',
    'confirm.what':
      '{{placed}} placed, {{unplaced}} not. Nobody is shown publicly and nobody can object: those placed are enrolled at once, everybody is told with the reasons. This cannot be changed.',
    'confirm.done': 'Admitted; results are out',
    show: 'Show the proposed list',
    'show.what':
      'Names, schools, programmes and kinds of places of all who are proposed, with the reason where one was decided by hand. Anybody may look and object. Everybody is told their own result with the reasons, and the seed is told.',
    'show.then':
      'Nobody is admitted meanwhile. Once it is over and every objection is answered, confirm the notice, then come back here and admit.',
    'show.text': 'Text above the names',
    'show.text.hint': 'Left empty, the usual sentence stands there.',
    'show.days': 'Working days',
    'show.days.hint': 'Left empty, as set for all notices.',
    'show.done': 'The list is shown',
    'publicNotice.open': 'The list is shown publicly until {{day}}.',
    'publicNotice.waiting': 'Objections to answer: {{count}}.',
    'publicNotice.confirmed': 'The public notice is over and confirmed.',
    'publicNotice.withdrawn': 'The public notice was withdrawn.',
    'publicNotice.takenBack': 'The last notice was taken back and its result is void.',
    'publicNotice.struck': 'Names struck after an objection: {{count}}. They are not admitted; their places are free.',
    'publicNotice.struck.before':
      'Names struck after an objection: {{count}}. Revoke their admissions in the list of enrolments.',
    'next.open':
      'Nobody is admitted yet. Next: once it is over and every objection is answered, confirm the public notice.',
    'next.confirmed': 'Next: admit whoever is on the list.',
    'next.withdrawn': 'Next: take the list back, match again and show it anew.',
    settle: 'Admit',
    'settle.ask': 'Admit whoever is on the list?',
    'settle.what':
      '{{admitted}} are admitted and enrolled, {{struck}} were struck and are not. All or none. Everybody is told. This cannot be changed.',
    'settle.done': 'Admitted; results are out',
    'settle.refused': 'People who cannot be admitted now: {{count}}',
    'settle.refused.what':
      'Nothing was done and nobody was told. Things changed after the notice: mend the cause first, or strike these people and admit the others. Whoever is struck reads your reason, the notice says that they were struck, and their places are offered in the published order.',
    'settle.reason': 'Reason for striking them',
    'settle.reason.hint': 'They and the bureau read it; the public notice does not show it. Write nothing of any case.',
    'settle.without': 'Strike {{count}} and admit the others',
    'settle.wait': 'Shown until {{day}}; confirm the public notice after that, then admit',
    'settle.withdrawn': 'The notice was withdrawn. Take the list back and match again',
    takeBack: 'Take the notice back',
    'takeBack.ask': 'Take the public notice back?',
    'takeBack.what':
      'The list is shown no more, its result is void, and the round can be matched again; everybody who ranked reads why. The seed is known, so scores change no more; decisions by hand with a reason and looser limits remain.',
    'takeBack.reason': 'Reason (told to everybody who ranked)',
    'takeBack.done': 'Taken back; match again',
    'publicNotice.see': 'See the notice',
  },
} as const satisfies Words
