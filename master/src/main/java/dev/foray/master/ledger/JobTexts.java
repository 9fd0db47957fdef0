package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.TypedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Parameters and settings of some jobs, read together: a handful of queries however many jobs there
 * are.
 */
final class JobTexts {
  private static final int FEW = 2;

  private final Map<Long, List<NamedText>> parameters = new HashMap<>();
  private final Map<Long, List<Setting>> settings = new HashMap<>();
  private final Map<Long, List<TypedText>> rowsParameters = new HashMap<>();

  private JobTexts() {}

  static JobTexts of(StatelessSession session, Collection<Long> jobs) {
    JobTexts texts = new JobTexts();
    for (JobParameterRow row : rows(session, JobParameterRow.class, jobs)) {
      add(texts.parameters, row.key.jobId(), row.toNamedText());
    }
    for (JobSettingRow row : rows(session, JobSettingRow.class, jobs)) {
      add(texts.settings, row.key.jobId(), row.toSetting());
    }
    for (RowsParameterRow row : rows(session, RowsParameterRow.class, jobs)) {
      add(texts.rowsParameters, row.key.jobId(), row.toTypedText());
    }
    return texts;
  }

  /** Stores those that a job has at its submission. */
  static void insert(StatelessSession session, JobId job, NewJob texts) {
    session.insertMultiple(
        texts.parameters().stream()
            .map(parameter -> new JobParameterRow(job.number(), parameter))
            .toList());
    session.insertMultiple(
        texts.settings().stream()
            .map(setting -> new JobSettingRow(job.number(), setting))
            .toList());
  }

  Job complete(JobRow row) {
    long job = row.jobId().number();
    return row.toJob(
        List.copyOf(parameters.getOrDefault(job, List.of())),
        List.copyOf(settings.getOrDefault(job, List.of())),
        List.copyOf(rowsParameters.getOrDefault(job, List.of())));
  }

  private static <R> List<R> rows(StatelessSession session, Class<R> type, Collection<Long> jobs) {
    // Where the text of the query is the same each time, it is translated once.
    return jobs.size() > FEW
        ? session
            .createSelectionQuery(
                "from " + type.getSimpleName() + " where key.jobId in :jobs order by key.name",
                type)
            .setParameterList("jobs", jobs)
            .getResultList()
        : jobs.stream().flatMap(job -> rows(session, type, job)).toList();
  }

  private static <R> Stream<R> rows(StatelessSession session, Class<R> type, Long job) {
    return session
        .createSelectionQuery(
            "from " + type.getSimpleName() + " where key.jobId = :job order by key.name", type)
        .setParameter("job", job)
        .getResultStream();
  }

  private static <T> void add(Map<Long, List<T>> texts, long job, T text) {
    texts.computeIfAbsent(job, none -> new ArrayList<>()).add(text);
  }
}
