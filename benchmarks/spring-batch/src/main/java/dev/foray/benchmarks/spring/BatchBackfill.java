package dev.foray.benchmarks.spring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The backfill: a cursor for each partition, batched inserts, a commit every 1,000 rows. */
@Configuration
@Import(Surroundings.class)
public class BatchBackfill {

  /** What is read. */
  public record Account(long id, String email) {}

  /** What is written. */
  public record Digest(long accountId, String sha256) {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    BatchProgram.run(BatchBackfill.class, arguments);
  }

  @Bean
  @StepScope
  JdbcCursorItemReader<Account> accounts(
      DataSource dataSource,
      @Value("#{stepExecutionContext['first']}") long first,
      @Value("#{stepExecutionContext['last']}") long last) {
    return new JdbcCursorItemReaderBuilder<Account>()
        .name("accounts")
        .dataSource(dataSource)
        .connectionAutoCommit(false)
        .fetchSize(Surroundings.FETCH_SIZE)
        .sql("select id, email from account where id between ? and ? order by id")
        .queryArguments(first, last)
        .rowMapper((row, number) -> new Account(row.getLong(1), row.getString(2)))
        .build();
  }

  @Bean
  JdbcBatchItemWriter<Digest> digests(DataSource dataSource) {
    return new JdbcBatchItemWriterBuilder<Digest>()
        .dataSource(dataSource)
        .sql("insert into account_digest (account_id, sha256) values (?, ?)")
        .itemPreparedStatementSetter(
            (digest, insert) -> {
              insert.setLong(1, digest.accountId());
              insert.setString(2, digest.sha256());
            })
        .assertUpdates(false)
        .build();
  }

  @Bean
  Step range(
      JobRepository repository,
      JdbcTransactionManager transactions,
      JdbcCursorItemReader<Account> accounts,
      JdbcBatchItemWriter<Digest> digests) {
    return new StepBuilder("range", repository)
        .<Account, Digest>chunk(Surroundings.ROWS_OF_COMMIT)
        .transactionManager(transactions)
        .reader(accounts)
        .processor(BatchBackfill::digest)
        .writer(digests)
        .build();
  }

  @Bean
  Job job(
      JobRepository repository, Step range, ThreadPoolTaskExecutor threads, JdbcTemplate database) {
    Step all =
        new StepBuilder("all", repository)
            .partitioner("range", new IdRanges(database, "account"))
            .step(range)
            .gridSize(Surroundings.RANGES)
            .taskExecutor(threads)
            .build();
    return new JobBuilder("backfill", repository).start(all).build();
  }

  private static Digest digest(Account account) throws Exception {
    byte[] email = account.email().getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(email);
    return new Digest(account.id(), HexFormat.of().formatHex(hash));
  }
}
