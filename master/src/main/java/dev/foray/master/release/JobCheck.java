package dev.foray.master.release;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/** Whether one class can be run as a job; if not, one sentence says what to change. */
final class JobCheck {
  private static final String SESSION = "org.hibernate.StatelessSession";

  private final ClassIndex index;
  private final ClassInfo type;

  JobCheck(ClassIndex index, ClassInfo type) {
    this.index = index;
    this.type = type;
  }

  void pass() throws Refused {
    refuseIf(!index.isJob(type), whyNoJob());
    refuseIf(type.isInterface(), "is an interface: name a class that implements it");
    refuseIf(type.isAbstract(), "is abstract: name a class that extends it");
    refuseIf(
        isLocal(),
        "is declared inside a method: declare it in a file of its own, as a public class");
    refuseIf(isInner(), "is an inner class: declare it static, or in a file of its own");
    refuseIf(!Modifier.isPublic(type.flags()), "is not public: declare it public");
    refuseIf(
        !hasPublicConstructor(),
        "has no public constructor without parameters: add one; what it needs comes as"
            + " --param, in open");
    refuseIf(
        !writes(), "emits pairs, but overrides neither write nor writeAll: override one of them");
  }

  private void refuseIf(boolean wrong, String why) throws Refused {
    if (wrong) {
      throw new Refused(ExitCode.WRONG_USE, type.name() + " " + why);
    }
  }

  private String whyNoJob() {
    return missingParent()
        .map(
            parent ->
                "is not known to be a job, since "
                    + parent
                    + ", which it extends, is in none of the jars: add its jar with --jar")
        .orElse("is not a job: a job class implements dev.foray.api.MapReduceJob");
  }

  /** A class of the hierarchy that may be what makes this one a job, but is not here to tell. */
  private Optional<DotName> missingParent() {
    return index.hierarchy(type).entrySet().stream()
        .filter(entry -> entry.getValue() == null)
        .map(entry -> entry.getKey())
        .filter(name -> !name.toString().startsWith("java."))
        .findFirst();
  }

  private boolean isLocal() {
    return type.nestingType() == NestingType.LOCAL || type.nestingType() == NestingType.ANONYMOUS;
  }

  private boolean isInner() {
    return type.nestingType() == NestingType.INNER && !Modifier.isStatic(type.flags());
  }

  private boolean hasPublicConstructor() {
    return type.constructors().stream()
        .anyMatch(
            constructor ->
                constructor.parametersCount() == 0 && Modifier.isPublic(constructor.flags()));
  }

  /** A hierarchy that is not all here may write where it can't be seen. */
  private boolean writes() {
    return missingParent().isPresent()
        || index.hierarchy(type).values().stream()
            .filter(Objects::nonNull)
            .filter(each -> !each.name().equals(ClassIndex.JOB))
            .flatMap(each -> each.methods().stream())
            .anyMatch(JobCheck::isWrite);
  }

  private static boolean isWrite(MethodInfo method) {
    List<String> types =
        method.parameterTypes().stream().map(each -> each.name().toString()).toList();
    boolean shaped =
        (method.name().equals("write") && types.size() == 3)
            || (method.name().equals("writeAll")
                && types.size() == 2
                && types.get(0).equals("java.util.List"));
    return shaped
        && !Modifier.isAbstract(method.flags())
        && types.get(types.size() - 1).equals(SESSION);
  }
}
