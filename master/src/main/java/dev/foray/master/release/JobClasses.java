package dev.foray.master.release;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.DotName;

/**
 * The job classes of a release, found by what their files say: the Master loads none. Immutable.
 */
public final class JobClasses {
  private static final int MOST_NAMED = 10;

  private final ClassIndex index;
  private final List<ClassInfo> jobs;

  JobClasses(ClassIndex index) {
    this.index = index;
    this.jobs =
        index.classes().stream()
            .filter(index::isJob)
            .sorted(Comparator.comparing(type -> type.name().toString()))
            .toList();
  }

  /** Those that a person can name, by name. */
  List<String> offered() {
    return jobs.stream().filter(JobClasses::isOffered).map(ClassInfo::toString).toList();
  }

  /** Every class that implements {@code MapReduceJob}, also those that can't be run, by name. */
  List<String> names() {
    return jobs.stream().map(type -> type.name().toString()).toList();
  }

  /**
   * Checks every class that a person could name as a job.
   *
   * @throws Refused with one sentence, if there is none, or one of them can't be run
   */
  void passAll() throws Refused {
    List<ClassInfo> offered = jobs.stream().filter(JobClasses::isOffered).toList();
    if (offered.isEmpty()) {
      throw refused(
          "there is no job class in the jars: a job class implements dev.foray.api.MapReduceJob");
    }
    for (ClassInfo type : offered) {
      new JobCheck(index, type).pass();
    }
  }

  private static boolean isOffered(ClassInfo type) {
    return isConcrete(type)
        && type.nestingType() != NestingType.LOCAL
        && type.nestingType() != NestingType.ANONYMOUS;
  }

  /**
   * The full name of the job class that a person named.
   *
   * @param name full, or simple where only one job class has it
   * @throws Refused with one sentence, if there is none, there are two, or it can't be run
   */
  public String resolve(String name) throws Refused {
    ClassInfo type = find(name);
    new JobCheck(index, type).pass();
    return type.name().toString();
  }

  private ClassInfo find(String name) throws Refused {
    var exact = index.find(DotName.createSimple(name));
    if (exact.isPresent()) {
      return exact.get();
    }
    List<ClassInfo> named = named(name);
    if (named.size() > 1) {
      throw refused(
          named.size()
              + " job classes are called "
              + name
              + ": say which one, "
              + named.stream().map(ClassInfo::toString).collect(Collectors.joining(" or ")));
    }
    if (named.isEmpty()) {
      throw notFound(name);
    }
    return named.get(0);
  }

  /** The jobs that can be meant, else other classes: the check then says what they lack. */
  private List<ClassInfo> named(String name) {
    Predicate<ClassInfo> called = type -> isCalled(type, name);
    List<ClassInfo> all = jobs.stream().filter(called).toList();
    List<ClassInfo> concrete = all.stream().filter(JobClasses::isConcrete).toList();
    if (!concrete.isEmpty() || !all.isEmpty()) {
      return concrete.isEmpty() ? all : concrete;
    }
    return index.classes().stream().filter(called).limit(1).toList();
  }

  private static boolean isCalled(ClassInfo type, String name) {
    String full = type.name().toString().replace('$', '.');
    String wanted = name.replace('$', '.');
    return full.equals(wanted) || full.endsWith("." + wanted);
  }

  private static boolean isConcrete(ClassInfo type) {
    return !type.isInterface() && !type.isAbstract();
  }

  private Refused notFound(String name) {
    List<String> runnable =
        jobs.stream().filter(JobClasses::isConcrete).map(ClassInfo::toString).toList();
    if (runnable.isEmpty()) {
      return refused(
          "there is no class "
              + name
              + " in the jars, nor any other job class, which implements dev.foray.api.MapReduceJob:"
              + " add the jar that has it with --jar");
    }
    String nearest = NearestName.to(name, runnable);
    return refused(
        "there is no class "
            + name
            + " in the jars: did you mean "
            + nearest
            + "? They have the job class"
            + (runnable.size() == 1 ? " " : "es ")
            + listed(runnable));
  }

  private static String listed(List<String> names) {
    String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMED
        ? first
        : first + " and " + (names.size() - MOST_NAMED) + " more";
  }

  private static Refused refused(String message) {
    return new Refused(ExitCode.WRONG_USE, message);
  }
}
