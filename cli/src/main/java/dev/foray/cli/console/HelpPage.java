package dev.foray.cli.console;

import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.time.Instant;
import java.util.List;

/** What the keys do. */
final class HelpPage implements Page {
  private static final String TEXT =
      """
      Everywhere
        arrows, h j k l     move; left and right in the grid of chunks
        page up, page down  a screen; also b and the space bar
        home, end, g, G     to the beginning, to the end
        enter               open what is chosen
        esc                 back; q at the first screen, or ctrl-c anywhere, ends
        /                   lists: show only what has a text in it; log: search
        :                   a command: jobs, nodes, help, quit, job 17, chunk 42,
                            log job-17.chunk-42.attempt-1%s
        ?                   this
      %s
      A job
        # done  > running  . ready  x failed  - cancelled  + some done
        f  the next chunk that failed       r  the next one that runs
        P, F  the log of plan, of finish    s  the pairs set aside
        enter opens a chunk, or the chunks of a cell where a cell is several
      A log
        n, N  the next line found, the one before     G  follow again
        right, left  the rest of long lines
      """;

  private static final String COMMANDS =
      """
      , cancel 17, pause 17,
                            resume 17, retry 17, drain NODE""";

  private static final String DEEDS =
      """
      What changes something is asked for first, and done only after y
        c  cancel a job     p  pause it     u  let it go on     t  run it again
        d  let a node finish what it runs, and end it""";

  private final Choice choice = new Choice();
  private final List<String> all;

  /**
   * @param refusal why whoever reads it has nothing done, in place of how; empty: they may
   */
  HelpPage(String refusal) {
    boolean acts = refusal.isEmpty();
    all = TEXT.formatted(acts ? COMMANDS : "", acts ? DEEDS : refusal).lines().toList();
  }

  @Override
  public String title() {
    return "help";
  }

  @Override
  public String keys() {
    return "";
  }

  @Override
  public Glance glance() {
    return Glance.at(Subject.NODES);
  }

  @Override
  public void learn(Look look) {}

  @Override
  public void filter(String text) {}

  @Override
  public List<Line> lines(int rows, int columns, Instant now) {
    int first = Math.min(choice.at(), Math.max(0, all.size() - rows));
    return all.subList(first, Math.min(all.size(), first + rows)).stream()
        .map(line -> Line.of(line.startsWith(" ") ? Style.PLAIN : Style.STRONG, line))
        .toList();
  }

  @Override
  public Step press(Press press) {
    return choice.move(press.asMove(), all.size()) ? new Step.Stay() : new Step.Unknown();
  }
}
