import random

from interlat_models.batches import BatchSize, BatchStream, pad


def test_batches_are_of_similar_length_and_complete() -> None:
    rng = random.Random(0)
    items = [[1] * rng.randint(1, 90) for _ in range(500)]
    stream = BatchStream(items, len, BatchSize(300), "seed")
    seen: list[int] = []
    while stream.epoch == 0:
        batch = next(stream)
        if stream.epoch:
            break
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= 300
        assert max(map(len, batch)) - min(map(len, batch)) < 40
        seen += map(len, batch)
        if stream.index == len(stream.batches):
            break
    assert sorted(seen) == sorted(map(len, items))


def test_few_shapes_have_rounded_lengths_and_rows_by_sixteen() -> None:
    rng = random.Random(0)
    items = [[1] * rng.randint(1, 300) for _ in range(4000)]
    stream = BatchStream(items, len, BatchSize(12800, rows=128, few_shapes=True), "seed")
    shapes = {(len(b), -(-max(map(len, b)) // 64), -(-min(map(len, b)) // 64)) for b in iter_epoch(stream)}
    assert all(longest == shortest for _, longest, shortest in shapes)
    assert all(rows % 16 == 0 and rows * 64 * longest <= 12800 for rows, longest, _ in shapes)
    assert sum(map(len, iter_epoch(stream))) > 0.9 * len(items)


def iter_epoch(stream: BatchStream) -> list:
    """One whole epoch of a stream that stands at an epoch's start."""
    found = [next(stream)]
    while stream.index < len(stream.batches):
        found.append(next(stream))
    return found


def test_a_stream_goes_on_where_it_was() -> None:
    items = [[i] * (i % 7 + 1) for i in range(100)]
    stream = BatchStream(items, len, BatchSize(20), "seed")
    for _ in range(70):
        next(stream)
    again = BatchStream(items, len, BatchSize(20), "seed")
    again.load_state_dict(stream.state_dict())
    assert [next(again) for _ in range(30)] == [next(stream) for _ in range(30)]


def test_pad() -> None:
    assert pad([[1, 2], [3]]).tolist() == [[1, 2], [3, 0]]
    assert pad([[1, 2], [3]], 9, left=True).tolist() == [[1, 2], [9, 3]]
