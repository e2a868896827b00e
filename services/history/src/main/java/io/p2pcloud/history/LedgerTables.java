package io.p2pcloud.history;

import io.p2pcloud.store.Schema;
import java.util.List;

/// The ledger's tables. Hashes are kept as bytes, amounts as whole numbers of the smallest unit.
final class LedgerTables {
    static final Schema SCHEMA =
            new Schema(
                    "ledger",
                    List.of(
                            """
                            create table lease (
                                id bigint generated always as identity primary key,
                                lease binary(32) not null,
                                role varchar(8) not null,
                                counterparty binary(20) not null,
                                vcpu int not null,
                                memory_mib int not null,
                                disk_gib int not null,
                                bandwidth_mbps int not null,
                                tier int not null,
                                rate decimal(39) not null,
                                phase varchar(16) not null,
                                reason varchar(500) not null,
                                opened_at timestamp(6) with time zone not null,
                                ended_at timestamp(6) with time zone,
                                spent decimal(80) not null,
                                earned decimal(80) not null,
                                gas decimal(80) not null,
                                unique (lease, role));
                            create index lease_newest on lease (opened_at desc, id desc);
                            create index lease_oldest on lease (opened_at, id);
                            create index lease_most_spent on lease (spent desc, id desc);
                            create index lease_most_earned on lease (earned desc, id desc);
                            create index lease_phase on lease (phase, id);

                            create table entry (
                                id bigint generated always as identity primary key,
                                lease binary(32) not null,
                                role varchar(8) not null,
                                kind varchar(24) not null,
                                amount decimal(78) not null,
                                block bigint not null,
                                block_hash binary(32) not null,
                                at timestamp(6) with time zone not null,
                                tx binary(32) not null,
                                log_index int not null,
                                trust varchar(500) not null,
                                detail varchar(500) not null,
                                unique (tx, log_index, lease, role, kind));
                            create index entry_newest on entry (at desc, id desc);
                            create index entry_oldest on entry (at, id);
                            create index entry_largest on entry (amount desc, id desc);
                            create index entry_smallest on entry (amount, id);
                            create index entry_lease on entry (lease, at, id);
                            create index entry_block on entry (block);

                            create table ledger_total (
                                role varchar(8) not null,
                                kind varchar(24) not null,
                                amount decimal(100) not null,
                                entries bigint not null,
                                primary key (role, kind));

                            create table proof (
                                id bigint generated always as identity primary key,
                                lease binary(32) not null,
                                kind varchar(16) not null,
                                verdict varchar(40) not null,
                                words varchar(500) not null,
                                evidence varchar(1000000) not null,
                                at timestamp(6) with time zone not null);
                            create index proof_lease on proof (lease, at);

                            create table note (
                                lease binary(32) primary key,
                                label varchar(100) not null,
                                text varchar(10000) not null,
                                at timestamp(6) with time zone not null);

                            create table as_of (
                                one boolean primary key check (one),
                                block bigint not null,
                                block_hash binary(32) not null,
                                block_time timestamp(6) with time zone not null,
                                checked_at timestamp(6) with time zone not null,
                                trust varchar(500) not null)
                            """));

    private LedgerTables() {}
}
