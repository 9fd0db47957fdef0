package dev.foray.benchmarks.spring;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Runs the job of a configuration to its end, with Spring Batch's tables in the database. They are
 * made by the first program that finds none.
 */
final class BatchProgram {
  private static final String SCHEMA = "org/springframework/batch/core/schema-postgresql.sql";

  private BatchProgram() {}

  /**
   * @param arguments the database's URL and its user
   */
  static void run(Class<?> configuration, String[] arguments) throws Exception {
    try (HikariDataSource database = new HikariDataSource();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      database.setJdbcUrl(arguments[0]);
      database.setUsername(arguments[1]);
      makeTables(database);
      context.registerBean("dataSource", DataSource.class, () -> database);
      context.register(configuration);
      context.refresh();
      JobExecution ended =
          context
              .getBean(JobOperator.class)
              .start(
                  context.getBean(Job.class),
                  new JobParametersBuilder()
                      .addLong("run", System.currentTimeMillis())
                      .toJobParameters());
      if (!ended.getExitStatus().getExitCode().equals(ExitStatus.COMPLETED.getExitCode())) {
        throw new IllegalStateException("the job ended as " + ended.getExitStatus());
      }
    }
  }

  private static void makeTables(DataSource database) {
    String there =
        new JdbcTemplate(database)
            .queryForObject("select to_regclass('batch_job_instance')::text", String.class);
    if (there == null) {
      new ResourceDatabasePopulator(new ClassPathResource(SCHEMA)).execute(database);
    }
  }
}
