/** What people are told about their data until the bureau publishes a wording of its own. */
export const defaultText = {
  version: 1,
  zh: `本平台由教育行政部门用于组织教师培训、认定学时和发放证书。我们只收集完成这些工作所必需的个人信息，并依照《中华人民共和国个人信息保护法》处理。

一、收集什么。花名册信息（姓名、工号、性别、出生日期、身份证号、手机号、学校、学段、学科、职称、岗位），报名、考勤、考核、学时和证书记录，以及登录记录。

二、为什么可以处理。组织培训、联系本人是履行教育行政部门法定职责和学校人事管理所必需；学时、证书和登录记录依照有关规定留存。照片、签到位置和公开展示只在你同意后使用，随时可以撤回，撤回不影响培训、学时和证书。

三、如何保护。身份证号和手机号加密保存，处处遮盖显示。确需查看完整号码的人必须写明原因，查看会留下记录，你在“我的信息”里能看到是谁、何时、为什么查看。

四、你的权利。你可以随时查看和下载我们保存的关于你的全部信息，可以要求更正，可以撤回同意。对处理有疑问，请联系学校培训专干或教育局。

五、保存多久。各类记录的保存期限由教育局公布，到期自动删除。学时和证书是你的专业档案，长期保存。`,
  en: `This platform is used by the education authority to organise teacher training, to recognise hours and to issue certificates. Only what this work needs is collected, and it is handled under the Personal Information Protection Law.

1. What is held. The roster (name, staff number, gender, date of birth, ID number, phone, school, stage, subjects, title, posts), applications, attendance, results, hours and certificates, and sign-ins.

2. On which ground. Organising training and reaching you is needed for the authority’s statutory duty and for staff management; hours, certificates and sign-ins are kept as rules demand. A portrait, the place of a check-in and public showing are used only if you agree; you can withdraw at any time, with no effect on training, hours or certificates.

3. How it is protected. ID and phone numbers are kept encrypted and shown masked everywhere. Whoever has to see one in full gives a reason; that is recorded, and you see under “My data” who looked, when and why.

4. Your rights. You can read and download everything held about you, ask for corrections and withdraw consent. With questions, turn to your school’s registrar or the bureau.

5. How long. The bureau says how long each kind of record is kept; it is then removed. Hours and certificates are your professional record and are kept.`,
} as const
