package dev.foray.runner.core;

import dev.foray.api.JobContext;
import dev.foray.api.JobMistake;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.runner.core.plain.TypedValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an order says of its job, as the job's code reads it. Immutable. */
final class JobParameters implements JobContext {
  private final String jobId;
  private final Order.Job job;
  private final Map<String, String> parameters;
  private final Map<String, String> secrets;

  JobParameters(Order order) {
    jobId = order.attempt().job().toString();
    job = order.job();
    parameters =
        job.parameters().stream().collect(Collectors.toMap(NamedText::name, NamedText::text));
    secrets =
        job.secrets().stream()
            .collect(Collectors.toMap(NamedSecret::name, named -> named.secret().reveal()));
  }

  @Override
  public String jobId() {
    return jobId;
  }

  @Override
  public Instant submittedAt() {
    return job.submittedAt();
  }

  @Override
  public boolean dryRun() {
    return job.dryRun();
  }

  @Override
  public String parameter(String name) {
    return parameterIfSet(name)
        .orElseThrow(
            () ->
                new JobMistake(
                    "the parameter \""
                        + name
                        + "\" is missing: give it with --param "
                        + name
                        + "=value"));
  }

  @Override
  public <T> T parameter(String name, Class<T> type) {
    return read(name, parameter(name), type);
  }

  @Override
  public <T> T parameterOr(String name, T otherwise) {
    @Nullable String text = parameters.get(name);
    return text == null ? otherwise : read(name, text, typeOf(otherwise));
  }

  @Override
  public Optional<String> parameterIfSet(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  @Override
  public String secret(String name) {
    String secret = secrets.get(name);
    if (secret == null) {
      throw new JobMistake(
          "the secret \""
              + name
              + "\" is missing: type `master secret set "
              + name
              + "` on the Master's host");
    }
    return secret;
  }

  private static <T> T read(String name, String text, Class<T> type) {
    try {
      return TypedValue.read(text, type);
    } catch (JobMistake e) {
      throw e;
    } catch (RuntimeException e) {
      throw new JobMistake(
          "the parameter \""
              + name
              + "\" is \""
              + text
              + "\", which does not read as "
              + type.getSimpleName()
              + ": give it with --param "
              + name
              + "="
              + TypedValue.example(type),
          e);
    }
  }

  @SuppressWarnings("unchecked") // the class of a value of T is a class of T
  private static <T> Class<T> typeOf(T value) {
    return (Class<T>)
        (value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
  }
}
