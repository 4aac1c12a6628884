"""The words a drawn passphrase is made of: short, kind, easy to say and to spell."""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
    acorn almond amber anchor apple apron arch aspen aunt autumn badger baker bakery ball
    bamboo banjo barley barn basil basket bath beach bead bean bear beaver beech beet bell
    bench berry bicycle birch bird biscuit blanket blossom bluebell boat bonnet book boot
    bottle bowl bramble branch bread breeze brick bridge brook broom brush bubble bucket
    bud bunting butter button cabin cake camel candle canoe canvas caravan carrot cart castle
    cat cedar celery chair chalk cheese cherry chestnut chime chorus cinema circle clay
    clover cloud coat cobble cockle cocoa comet compass cookie copper coral corner cosy cottage
    cotton cousin cove crab cradle crane crayon creek cricket crocus crumb crumpet cuckoo
    cup curtain cushion daisy dale dance dandelion dawn deer dew dinghy dolphin donkey door
    dove dragonfly drum duck duet dune eagle easel echo elbow elder elm ember engine evening
    fable falcon farm feather fennel fern ferry fiddle field fig finch fir firefly fish flag
    flame flask flint flour flower flute foal forest fountain fox friend frog fruit
    galaxy gallery garden garlic gate ginger giraffe glade glass glove goat goose gorse
    grain granny grape grass gravel green grove guitar hamlet hammock harbour hare
    harp harvest hat hawthorn hay hazel heather hedge hedgehog hen heron hill hive hobby
    holly home honey hood hoop horizon horse hut ice iris island ivy jacket jam jar jasmine
    jelly jigsaw jolly jug jumper juniper kettle key kind kitchen kite kitten koala ladder
    ladybird lake lamb lamp lane lantern larch lark lavender lawn leaf leek lemon lentil
    letter library lilac lily lime linen lizard loaf lobster lodge loom lotus lunch lupin
    lute magnet mango map maple marble marigold market marmalade marsh meadow melon melody
    midday milk mill mint mirror mist mitten mole moon moor morning moss moth mountain mouse
    muffin mug mushroom music nest newt noodle nook north nutmeg oak oasis oat ocean olive
    onion orange orchard orchid otter oven owl oyster paddle paint palm pancake pansy paper
    parade park parsley parsnip pastry path patio peach peacock pear pearl peas pebble
    pelican pencil penguin penny pepper petal piano picnic pie pigeon pillow pilot pine
    planet plant plum pocket poem pond pony poplar poppy porch porridge postcard potato
    pottery primrose puddle puffin pumpkin puppet puppy quartz quay quilt quince rabbit radio
    radish raft railway rain rainbow raisin raspberry reed ribbon rice river robin rocket
    rope rose rowan ruby runner saddle sage sail salad salmon sand sandal satin saucer
    scarf school scone seal seaside season seed sesame shade shawl sheep shell shelter ship
    shoe shore shovel silk silver singer skate sketch sky slipper snail snow snowdrop soap
    sock sofa song soup spade spark sparrow spice spider spinach spiral spoon spring sprout
    squash squirrel stable stairs star starling station stone stool story stork straw stream
    string summer sun sunset supper swallow swan sweater swing table tambourine tangerine
    tapestry teacup teapot tennis thimble thistle thread thrush thyme ticket tide tiger tile
    timber toast toffee tomato tower toy tractor train tram treacle tree trumpet tulip tunnel
    turnip turtle twig uncle valley vanilla velvet verse village violet violin waffle wagon
    walk walnut walrus warm water wave weaver whale wheat wheel whisker whistle willow wind
    window winter wool wren yard yarn yoghurt zebra zinnia
    """.split()  # noqa: SIM905
)
"""Each one once; how many there are gives the bits of a drawn phrase."""
