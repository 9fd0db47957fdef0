package dev.foray.benchmarks.spring;

import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The word counts: what is written together is counted first, in the order of the words, so that
 * two partitions don't lock each other out.
 */
@Configuration
@Import(Surroundings.class)
public class BatchWords {
  /** A range of a million: what is written less often is counted together more. */
  private static final int ROWS_OF_COMMIT = 50_000;

  private static final String ADD =
      "insert into word_count (word, n) values (?, ?)"
          + " on conflict (word) do update set n = word_count.n + excluded.n";

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    BatchProgram.run(BatchWords.class, arguments);
  }

  @Bean
  @StepScope
  JdbcCursorItemReader<String> notes(
      DataSource dataSource,
      @Value("#{stepExecutionContext['first']}") long first,
      @Value("#{stepExecutionContext['last']}") long last) {
    return new JdbcCursorItemReaderBuilder<String>()
        .name("notes")
        .dataSource(dataSource)
        .connectionAutoCommit(false)
        .fetchSize(Surroundings.FETCH_SIZE)
        .sql("select text from note where id between ? and ? order by id")
        .queryArguments(first, last)
        .rowMapper((row, number) -> row.getString(1))
        .build();
  }

  @Bean
  Step range(
      JobRepository repository,
      JdbcTransactionManager transactions,
      JdbcCursorItemReader<String> notes,
      JdbcTemplate database) {
    return new StepBuilder("range", repository)
        .<String, String>chunk(ROWS_OF_COMMIT)
        .transactionManager(transactions)
        .reader(notes)
        .writer(texts -> add(database, texts))
        .build();
  }

  @Bean
  Job job(
      JobRepository repository, Step range, ThreadPoolTaskExecutor threads, JdbcTemplate database) {
    Step all =
        new StepBuilder("all", repository)
            .partitioner("range", new IdRanges(database, "note"))
            .step(range)
            .gridSize(Surroundings.RANGES)
            .taskExecutor(threads)
            .build();
    return new JobBuilder("words", repository).start(all).build();
  }

  private static void add(JdbcTemplate database, Chunk<? extends String> texts) {
    Map<String, Long> counts = new TreeMap<>();
    for (String text : texts) {
      StringTokenizer words = new StringTokenizer(text.toLowerCase(Locale.ROOT));
      while (words.hasMoreTokens()) {
        counts.merge(words.nextToken(), 1L, Long::sum);
      }
    }
    database.batchUpdate(
        ADD,
        counts.entrySet(),
        Surroundings.ROWS_OF_COMMIT,
        (upsert, count) -> {
          upsert.setString(1, count.getKey());
          upsert.setLong(2, count.getValue());
        });
  }
}
