-- The SHA-256 of the certificate of the authority whose cluster this ledger belongs to; null: no Master of this version had it yet.
alter table foray.master add column authority varchar(64);

-- Who was given a certificate that lasts, and what they may do: looked at when they call. Attempts are not here, their rows are.
create table foray.identity (
  -- as in the certificate, without the cluster: admin/ada, worker/node-00000001
  name varchar(200) primary key,
  -- VIEWER, DEPLOYER, ADMIN or WORKER
  role varchar(20) not null,
  -- of the newest certificate
  serial varchar(40) not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  -- whoever has a certificate from then or before is shut out; null: nobody is
  revoked_at timestamp with time zone
);
