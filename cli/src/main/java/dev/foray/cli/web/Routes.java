package dev.foray.cli.web;

import dev.foray.cli.console.Deed;
import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.report.ReportPage;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Subject;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is behind the {@link Gate}: the files of the page, {@code /about}, {@code /look/…}
 * once a second, {@code /report} of a job, {@code /ask} for a question and {@code /do} for what a
 * person has agreed to. Thread-safe.
 */
final class Routes {
  private static final String NOTHING_HERE = "There is nothing of that name here.";

  private final Master master;
  private final String where;
  private final String user;
  private final Windows windows;
  private final Pages pages = new Pages();

  /**
   * @param where the Master is, in a few words
   * @param user who asks, for the record
   */
  Routes(Master master, String where, String user, Windows windows) {
    this.master = master;
    this.where = where;
    this.user = user;
    this.windows = windows;
  }

  Answer answer(Request request) throws InterruptedException {
    try {
      return request.method().equals("POST") ? post(request) : get(request);
    } catch (IllegalArgumentException e) {
      return refused(Answer.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private Answer get(Request request) throws InterruptedException {
    return switch (request.path()) {
      case "/about" -> about();
      case "/ask" -> Answer.json(Answer.OK, Map.of("question", deed(request).question()));
      case "/report" -> report(job(request), request.get("against"));
      case "/look/jobs" -> look(Glance.at(Subject.JOBS), request);
      case "/look/nodes" -> look(Glance.at(Subject.NODES), request);
      case "/look/job" -> look(new Glance(Subject.JOB, job(request), 0, null, 0, 0, 0), request);
      case "/look/chunk" ->
          look(new Glance(Subject.CHUNK, job(request), chunk(request), null, 0, 0, 0), request);
      case "/look/log" ->
          look(
              new Glance(
                  Subject.LOG,
                  null,
                  0,
                  AttemptId.parse(request.get("attempt")),
                  0,
                  0,
                  request.number("offset", -1)),
              request);
      default ->
          pages
              .find(request.path())
              .orElseGet(() -> Answer.sentence(Answer.NOT_FOUND, NOTHING_HERE));
    };
  }

  private static JobId job(Request request) {
    return JobId.parse(request.get("job"));
  }

  private static int chunk(Request request) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, request.number("chunk", 0)));
  }

  private Answer look(Glance glance, Request request) throws InterruptedException {
    Window window = windows.at(glance);
    Window.Seen seen = window.look();
    return seen.refused() != null
        ? refused(Answer.NOT_FOUND, seen.refused())
        : Answer.json(
            Answer.OK,
            SeenFields.of(
                seen, window.mosaic(), request.number("since", 0), request.number("from", 0)));
  }

  /**
   * The file that `master report` writes.
   *
   * @param against another job to set it beside; empty: none
   */
  private Answer report(JobId job, String against) {
    ZoneId zone = ZoneId.systemDefault();
    try {
      return Answer.page(
          against.isEmpty()
              ? ReportPage.of(master.report(job), zone)
              : ReportPage.of(master.report(job), master.report(JobId.parse(against)), zone));
    } catch (Refused e) {
      return Answer.sentence(Answer.NOT_FOUND, String.valueOf(e.getMessage()));
    } catch (NoMaster e) {
      return Answer.sentence(Answer.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  /** The Master and what this user may have it do. */
  private Answer about() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("master", where);
    members.put("user", user);
    try {
      members.put("version", master.status().version());
      Role role = master.role();
      members.put("role", role.name().toLowerCase(Locale.ROOT));
      members.put("steers", role.includes(Role.DEPLOYER));
      return Answer.json(Answer.OK, members);
    } catch (Refused e) {
      return refused(Answer.CONFLICT, String.valueOf(e.getMessage()));
    } catch (NoMaster e) {
      members.put("away", e.getMessage());
      return Answer.json(Answer.OK, members);
    }
  }

  private Answer post(Request request) {
    if (!request.path().equals("/do")) {
      return Answer.sentence(Answer.NOT_FOUND, NOTHING_HERE);
    }
    try {
      return Answer.json(Answer.OK, Map.of("said", deed(request).carryOut(master, user)));
    } catch (Refused e) {
      return refused(Answer.CONFLICT, String.valueOf(e.getMessage()));
    } catch (NoMaster e) {
      return refused(Answer.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private static Deed deed(Request request) {
    return Stream.of(Deed.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(request.get("deed")))
        .findFirst()
        .map(kind -> new Deed(kind, request.get("subject")))
        .orElseThrow(() -> new IllegalArgumentException("That is nothing that can be done here."));
  }

  private static Answer refused(int status, String sentence) {
    return Answer.json(status, Map.of("refused", sentence));
  }
}
