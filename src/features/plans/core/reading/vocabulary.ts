/** Nouns that end the name of something teachers are trained by. */
export const programmeNoun =
  '(?:培训班|研修班|研学班|提高班|高研班|培训项目|研修项目|培训工程|培养工程|提升工程|培训计划|培训活动|研修活动|培训会|培训|研修|研训|轮训|集训|培养|工程|行动|讲座|报告会|论坛|讲坛|工作坊|跟岗学习|跟岗研修|业务学习|送教|再提高|测试活动|评比活动|展示活动|观摩活动|交流活动|竞赛活动|大赛|大比武|比武|竞赛|分享会|研讨会|诵读工程|活动|项目|计划)'

/** Words that say nothing about which programme is meant: a name made of them alone names none. */
export const generic =
  /^(?:(?:的|我|县|市|区|省|校|园|全|本|各|级|类|种|项|等|相关|有关|系列|专题|专项|专业|集中|全员|教师|教育|师资|学科|中小学|幼儿园|小学|中学|学校|继续|业务|教研|教学|教改|线上|线下|网络|远程|在线|实操|实践|理论|岗位|年度|日常|短期|其他|其它|外出|脱产|面授|分层|分类|分科|分级|分批|组织|开展|各种|培训者|校本|高级|上级|主管|部门|内|外|后|前|新|与|和|及|、|有效|定期|精准|规范|多种形式|多样化|高质量|研讨|研修|培训|研训|轮训|培养|讲座|活动|项目|计划|工程|学习|班|发展|水平|能力|提升|提高|指导|主题|重点|重大|参训|教职工|所有|每位|全体|人员|一线|广大|工作|任务|自主|混合式|系统|针对性|进行|以|会|论坛)+)$/

/** Verbs that open an organised activity. */
export const verbs =
  '(?:开展|举办|举行|召开|组织召开|组织开展|组织实施|组织|实施|推进|推行|启动|承办|加强|强化|抓好|做好|搞好|注重|加大|继续|深化|进行|参加|设立|搭建|安排)'

/** Sections that talk about the plan rather than list what is done. */
export const framing =
  /指导思想|指导方针|(?:基本|培训|工作|实施)?原则|总体要求|总体思路|现状|形势|背景|存在(?:的)?(?:主要)?问题|不足|组织(?:保障|领导|管理|机构)|保障(?:措施|机制)?|管理(?:办法|制度|与考核)?$|考核|评价|经费|要求$|培训对象|培训原则|实施步骤|推进步骤|步骤|进度/

/** Sections of pure aims. */
export const aims = /目标/

/** Words for what children do in a transition plan. */
export const childWords = /幼儿|家长|孩子|入小学|小学生|大班|毕业生|新生|家园|家访|作息/g

/** Words for what teachers do. */
export const teacherWords = /教师培训|培训|研修|师德|骨干教师|教研|教师/g

/** The roles of people who are trained. */
export const learner =
  /(?:骨干教师|青年教师|新教师|新任教师|乡村教师|农村教师|教师|校园长|校长|园长|班主任|名师|教研员|管理者|管理人员|培训者|教干|思政课教师|辅导员|团队)/
