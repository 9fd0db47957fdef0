package dev.foray.runner.core;

import dev.foray.api.JobMistake;
import dev.foray.api.MapReduceJob;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.hibernate.StatelessSession;

/** Makes a job from its class's name. */
public final class JobClass {
  private JobClass() {}

  /**
   * @throws JobMistake if there is no such class, it is no job, or it can't be made, with what to
   *     do
   */
  public static MapReduceJob<?, ?, ?, ?> create(String className, ClassLoader loader) {
    Class<?> type = load(className, loader);
    if (!MapReduceJob.class.isAssignableFrom(type)) {
      throw new JobMistake(className + " is no job: let it implement MapReduceJob");
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new JobMistake(className + " is not public: make the class public");
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new JobMistake(className + " is abstract: name a class that can be made");
    }
    return (MapReduceJob<?, ?, ?, ?>) make(constructor(type));
  }

  /** Whether it has a {@code finish} of its own. */
  static boolean finishes(Class<?> job) {
    try {
      return job.getMethod("finish", StatelessSession.class).getDeclaringClass()
          != MapReduceJob.class;
    } catch (NoSuchMethodException e) {
      return true; // It is there in each job; whatever is wrong here, finish tells.
    }
  }

  private static Class<?> load(String className, ClassLoader loader) {
    try {
      return Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw new JobMistake("there is no class " + className + " in the job's jars", e);
    } catch (LinkageError e) {
      throw new JobMistake(
          className + " can't be loaded (" + e + "): is a jar that it needs missing?", e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new JobMistake(
          type.getName()
              + " has no public constructor without parameters: add one, and take what it needs"
              + " from open(JobContext)",
          e);
    }
  }

  private static Object make(Constructor<?> constructor) {
    String name = constructor.getDeclaringClass().getName();
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new JobMistake("the constructor of " + name + " threw " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new JobMistake(name + " can't be made: " + e, e);
    }
  }
}
