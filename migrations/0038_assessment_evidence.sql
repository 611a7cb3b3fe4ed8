-- 考核 beside 考勤, 学习, 资料 and 成果: what policies ask for before hours of ethics count, whoever holds the training.
alter table school_plan_evidence drop constraint school_plan_evidence_kind;
alter table school_plan_evidence add constraint school_plan_evidence_kind
  check (kind in ('attendance', 'study', 'material', 'outcome', 'assessment'));

-- Why a list of opening hours comes after a year of it was closed, as records of hours say it.
alter table credit_opening add column late_reason text;

-- The cycle of a bureau can be set by the bureau itself, as long as no entry that was posted would lie in another one.
grant update (cycle_start, cycle_years) on tenant to qinglan_app;
