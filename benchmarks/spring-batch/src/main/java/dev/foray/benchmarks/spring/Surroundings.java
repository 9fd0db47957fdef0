package dev.foray.benchmarks.spring;

import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What each job needs: a job repository in the database, and two threads. */
@Configuration
@EnableBatchProcessing
@EnableJdbcJobRepository
public class Surroundings {
  static final int RANGES = 20;
  static final int FETCH_SIZE = 5_000;
  static final int ROWS_OF_COMMIT = 1_000;
  private static final int THREADS = 2;

  @Bean
  JdbcTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  JdbcTemplate jdbcTemplate(DataSource dataSource) {
    return new JdbcTemplate(dataSource);
  }

  @Bean
  ThreadPoolTaskExecutor threads() {
    ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
    threads.setCorePoolSize(THREADS);
    return threads;
  }
}
