package dev.foray.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where numbers from 0 on lie between two places of a drawing.
 *
 * @param most the number at {@code end}, more than 0
 */
record Axis(double most, double begin, double end) {
  private static final double EDGE = 20;
  private static final long DAY = 86_400_000;
  private static final long[] TIME_STEPS = {
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    21_600_000,
    43_200_000,
    86_400_000
  };

  double at(double number) {
    return begin + (end - begin) * number / most;
  }

  double at(long number) {
    return at((double) number);
  }

  /** How text stands below a place so that none of it is beyond the ends. */
  String anchor(long number) {
    boolean isNearEnd = at(number) > end - EDGE;
    return number == 0 ? "start" : isNearEnd ? "end" : "middle";
  }

  /** The place as SVG writes it, to a tenth. */
  String place(double number) {
    return written(at(number));
  }

  static String written(double place) {
    String tenths = String.format(Locale.ROOT, "%.1f", place);
    return tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths;
  }

  /** Round numbers of things, at most so many beside 0. */
  List<Long> counts(int steps) {
    long step = 1;
    while (most / step > steps) {
      boolean isTwice = Long.toString(step).startsWith("2");
      step = isTwice ? step / 2 * 5 : step * 2;
    }
    return multiples(step);
  }

  /** Round lengths of time in milliseconds, at most so many beside 0. */
  List<Long> times(int steps) {
    for (long step : TIME_STEPS) {
      if (most / step <= steps) {
        return multiples(step);
      }
    }
    double days = most / DAY;
    return multiples(DAY * (long) Math.ceil(days / steps));
  }

  private List<Long> multiples(long step) {
    List<Long> ticks = new ArrayList<>();
    for (long tick = 0; tick <= most; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }
}
