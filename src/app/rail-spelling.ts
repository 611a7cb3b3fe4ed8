import type { words } from './words.ts'

/** The labels of the rail in pinyin and initials: pages are found by them in the browser, which carries no dictionary. */
export const railSpelling: Readonly<Partial<Record<keyof (typeof words)['zh'] & `rail.${string}`, string>>> = {
  'rail.workbench': 'gongzuotai gzt',
  'rail.plans': 'jihua jh',
  'rail.programmes': 'xiangmu xm',
  'rail.enrolment': 'baoming bm',
  'rail.classes': 'banji bj',
  'rail.hours': 'xueshi xs',
  'rail.hours.standing': 'xueshidabiao xsdb',
  'rail.hours.years': 'niandufengcun ndfc',
  'rail.certificates': 'zhengshu zs',
  'rail.certificates.statements': 'xueshizhengming xszm niandu yanzheng ndyz',
  'rail.people': 'jiaoshiyuxuexiao jsyxx',
  'rail.people.list': 'jiaoshi js',
  'rail.people.organisations': 'xuexiaoyujigou xxyjg',
  'rail.people.accounts': 'zhanghao zh',
  'rail.people.transfers': 'diaodong dd',
  'rail.people.populations': 'renqun rq',
  'rail.people.duplicates': 'chongfubianhao cfbh',
  'rail.people.privacy': 'xinxigengzheng xxgz',
  'rail.system.looks': 'gerenxinxibaohu grxxbh',
  'rail.reports': 'tongjibaogao tjbg',
  'rail.system': 'xitong xt',
  'rail.system.audit': 'caozuojilu czjl',
  'rail.system.access': 'quanxian qx',
  'rail.system.backups': 'beifen bf',
}
